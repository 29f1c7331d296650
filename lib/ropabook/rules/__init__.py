"""The duties, one file each, in folders by family. A file put in one of them is judged."""
