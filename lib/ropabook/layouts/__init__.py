"""The layouts that others expect: each a description in a file, written by one piece of code."""
