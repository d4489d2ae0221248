"""What the screens of the trial bench share."""
