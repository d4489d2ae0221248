"""Import: files and folders are read in, with a look at what would happen before."""
