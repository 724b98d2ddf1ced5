package dev.turnpike.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts the pages at the root of the site. */
@ApplicationPath("/")
public class Portal extends Application {}
