"""How a rule meets a record: what it is given, the five answers, and gaps that are accepted."""
