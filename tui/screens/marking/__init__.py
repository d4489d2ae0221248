"""The outputs of one probe in an order that tells nothing, to be marked."""
