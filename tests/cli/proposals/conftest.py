"""What the tests of proposals share: a repository of nobody's, with the toy in it."""

from __future__ import annotations

from timeline.revisions.conftest import _nobodys_git, repository

__all__ = ["_nobodys_git", "repository"]
