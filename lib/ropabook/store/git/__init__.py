"""What the store needs of git, without the git program: dulwich knows the formats, we the disk."""
