"""The pose and face models: assembled once, here, from packages; the browser and the video path share the files."""

from spinecoach.vision.errors import ModelsError
from spinecoach.vision.models.assemble import BUNDLES, FACE_BUNDLE, FULL, LITE
from spinecoach.vision.models.packages import Packages
from spinecoach.vision.models.shelf import FILES, Shelf

__all__ = ["BUNDLES", "FACE_BUNDLE", "FILES", "FULL", "LITE", "ModelsError", "Packages", "Shelf"]
