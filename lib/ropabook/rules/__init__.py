"""The duties, one file each. A file put in this folder is a duty that is judged."""
