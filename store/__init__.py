"""What was written: records and the library that keeps them."""
