"""Looking after the library: what is wrong with it, and putting it right."""
