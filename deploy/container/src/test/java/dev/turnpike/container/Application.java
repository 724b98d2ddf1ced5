package dev.turnpike.container;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The shipped application with a web module of tests in the place of its own two. */
final class Application {

    private static final StringAsset EVERY_CLASS_IS_A_BEAN =
            new StringAsset(
                    """
                    <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.1"
                           bean-discovery-mode="all"/>
                    """);

    private Application() {}

    /** The application whose web module holds these tests and their beans. */
    static EnterpriseArchive with(Class<?> tests, Class<?>... beans) {
        String name = tests.getSimpleName();
        WebArchive module =
                ShrinkWrap.create(WebArchive.class, name + ".war")
                        .addClass(tests)
                        .addClasses(beans)
                        .addAsWebInfResource(EVERY_CLASS_IS_A_BEAN, "beans.xml")
                        .addAsLibrary(jarOf(Assertions.class));
        return shippedLibraries(name).addAsModule(module);
    }

    /** The application without a web module, and with more beans beside those of billing. */
    static EnterpriseArchive withBesideBilling(Class<?>... beans) {
        String name = beans[0].getSimpleName();
        JavaArchive jar =
                ShrinkWrap.create(JavaArchive.class, name + ".jar")
                        .addClasses(beans)
                        .addAsManifestResource(EVERY_CLASS_IS_A_BEAN, "beans.xml");
        // An archive without any module is none, and an empty module is none.
        WebArchive module =
                ShrinkWrap.create(WebArchive.class, name + ".war")
                        .addAsWebInfResource(EVERY_CLASS_IS_A_BEAN, "beans.xml");
        return shippedLibraries(name).addAsLibrary(jar).addAsModule(module);
    }

    /** The very jars that lie in the shipped archive. */
    private static EnterpriseArchive shippedLibraries(String name) {
        Path shipped = RealServer.home().resolve("deploy/ear/target/server/apps/turnpike.ear");
        EnterpriseArchive archive =
                ShrinkWrap.create(ZipImporter.class, name + ".ear")
                        .importFrom(shipped.toFile())
                        .as(EnterpriseArchive.class);
        for (String own : new String[] {"api.war", "web.war", "META-INF/application.xml"}) {
            if (archive.delete(own) == null) {
                throw new IllegalStateException("The shipped archive has no " + own);
            }
        }
        return archive;
    }

    private static File jarOf(Class<?> member) {
        try {
            return new File(member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
