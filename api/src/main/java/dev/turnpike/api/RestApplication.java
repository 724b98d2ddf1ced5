package dev.turnpike.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * Everything below {@code /v1} that is no servlet of its own. The server finds the resources by
 * itself; their constructors must be public for that.
 */
@ApplicationPath("v1")
public class RestApplication extends Application {}
