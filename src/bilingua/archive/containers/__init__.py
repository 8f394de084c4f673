"""Files that hold many stories: how they are told apart, read and written story by story."""
