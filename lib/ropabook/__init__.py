"""The Article 30 record of a group of companies: load, review, show, save."""

__version__ = "0.1.0"
