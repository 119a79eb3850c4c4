"""Video files and the models: a file's pictures become the frames that the live camera would give."""
