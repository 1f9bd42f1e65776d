"""Reading requests in words: each module reads one family of questions to the last word."""
