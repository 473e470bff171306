package io.blackstart.sandbox.aws;

import java.util.List;
import java.util.Optional;

/** Which service a request is for. */
record Routes(List<Route> all) {
    Routes {
        all = List.copyOf(all);
    }

    /** The services, each once. */
    List<AwsService> services() {
        return all.stream().map(Route::service).distinct().toList();
    }

    /** The service that a request is for, as far as can be told before its signature is known. */
    Optional<AwsService> find(Incoming request) {
        String segment = request.firstSegment();
        if (!segment.isEmpty()) {
            return all.stream()
                    .filter(route ->
                            route instanceof Route.ByPath(String own, _) && own.equals(segment))
                    .map(Route::service)
                    .findFirst();
        }
        Optional<String> target = request.header("x-amz-target");
        if (target.isPresent()) {
            return all.stream()
                    .filter(route ->
                            route instanceof Route.ByTarget(String prefix, _)
                                    && target.get().startsWith(prefix + "."))
                    .map(Route::service)
                    .findFirst();
        }
        return bySignature(request).or(() -> byVersion(request));
    }

    private Optional<AwsService> bySignature(Incoming request) {
        return request.header("authorization")
                .flatMap(CredentialScope::of)
                .flatMap(scope ->
                        all.stream()
                                .filter(route ->
                                        route instanceof Route.ByForm(String name, _, _)
                                                && name.equals(scope.service()))
                                .map(Route::service)
                                .findFirst());
    }

    private Optional<AwsService> byVersion(Incoming request) {
        String asked = "&" + request.query() + "&" + request.body() + "&";
        return all.stream()
                .filter(route ->
                        route instanceof Route.ByForm(_, String version, _)
                                && asked.contains("&Version=" + version + "&"))
                .map(Route::service)
                .findFirst();
    }
}
