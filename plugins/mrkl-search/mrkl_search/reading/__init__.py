"""From the bytes of a file to lines of text that know where they stand."""
