"""Authors who write one plain template for a whole data set."""
