package pressroom.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test class that asks for a {@link Platform} the same one, started for the first of them and stopped after the last
 * test of this JVM. Whoever spoils it mends it.
 */
final class OnePlatform implements ParameterResolver {

    private record Running(Platform platform) implements AutoCloseable {
        @Override
        public void close() {
            platform.stop();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Platform resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Platform platform = context.getRoot()
                .getStore(Namespace.create(OnePlatform.class))
                .computeIfAbsent(Running.class, first -> new Running(Platform.started()), Running.class)
                .platform();
        platform.goOn();
        return platform;
    }
}
