"""Ways to answer a request in words; plugins bring more."""
