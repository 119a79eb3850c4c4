"""Charts as pictures. Only the process that draws imports these modules: they load what the server must not."""
