package io.blackstart.sandbox.sts;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.aws.AwsResponse;
import io.blackstart.sandbox.aws.AwsService;
import io.blackstart.sandbox.aws.Route;

/**
 * Keeps the services to the account that the sandbox's regions belong to: whoever comes from
 * another one is refused as AWS refuses them, and neither sees nor changes anything.
 *
 * @param sts knows from which account a request comes
 */
public record OwnAccount(Sts sts) {
    /** The same way, to the same service, for this account alone. */
    public Route only(Route route) {
        return switch (route) {
            case Route.ByPath(String segment, AwsService service) ->
                    new Route.ByPath(segment, new Guarded(service, sts));
            case Route.ByForm(String name, String version, AwsService service) ->
                    new Route.ByForm(name, version, new Guarded(service, sts));
            case Route.ByTarget(String prefix, AwsService service) ->
                    new Route.ByTarget(prefix, new Guarded(service, sts));
        };
    }

    private record Guarded(AwsService service, Sts sts) implements AwsService {
        @Override
        public AwsResponse answer(AwsRequest request) {
            Sts.Identity who = sts.identity(request.caller());
            if (!who.account().equals(sts.account())) {
                throw new AwsFault(
                        403,
                        "AccessDenied",
                        "User: %s is not authorized: the sandbox's regions belong to account %s"
                                .formatted(who.arn(), sts.account()));
            }
            return service.answer(request);
        }

        @Override
        public AwsResponse error(int status, String code, String message) {
            return service.error(status, code, message);
        }

        @Override
        public void reset() {
            service.reset();
        }
    }
}
