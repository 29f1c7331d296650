"""Two people who work on one record."""

from ropabook.store.author import Author

ANNA = Author("Anna Analyst", "anna@northwind.example", "a test")
BOB = Author("Bob Boss", "bob@northwind.example", "a test")
