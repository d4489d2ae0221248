"""The review: what stands out, what it stands on, what nobody may conclude; then the finish."""
