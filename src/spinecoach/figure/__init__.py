"""From keyframes of joint angles to a body in space and its drawings."""

from spinecoach.figure.course import NoMovementError
from spinecoach.figure.drawing import draw_phase, draw_start_end
from spinecoach.figure.members import Pose
from spinecoach.figure.pose import pose_at
from spinecoach.figure.telling import describe, title

__all__ = ["NoMovementError", "Pose", "describe", "draw_phase", "draw_start_end", "pose_at", "title"]
