"""Each figure beside its floor, measured in turn in one run."""
