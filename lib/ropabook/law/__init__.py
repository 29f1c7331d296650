"""The law as data: words, citations and dates. Imports nothing of this project.

Source of every table: the project's legal reference, whose own doubts are carried along
(`Standing`): what it could not verify, the product says is not verified.
"""
