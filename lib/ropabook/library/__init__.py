"""Starting points for DPIAs: suggestions written for this project, never facts about a company."""
