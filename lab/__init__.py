"""What we do with teardowns: walking, checking, exporting, practising."""
