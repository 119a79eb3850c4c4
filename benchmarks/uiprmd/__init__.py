"""Counts and ranges on UI-PRMD: real people doing ten rehabilitation movements before Kinect and Vicon at once."""
