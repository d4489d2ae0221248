"""The Evidence screen: what was captured, how it stands, and capturing more."""
