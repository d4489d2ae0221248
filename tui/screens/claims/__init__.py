"""Claims: everything that a teardown says about the product, as cards."""
