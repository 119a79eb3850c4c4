"""Alembic's entry: runs on the connection that it is given, within its transaction."""

from alembic import context

from spinecoach.record.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
