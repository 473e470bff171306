package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which operation a request is.
 *
 * @param operation method and path, with <code>{}</code> in place of each id
 * @param ids what stands in the places of <code>{}</code>
 */
record Route(String operation, List<String> ids) {
    Route {
        ids = List.copyOf(ids);
    }

    static Route of(AwsRequest request) {
        List<String> path = request.path();
        if (path.isEmpty()) {
            throw new Route(request.method() + " /", path).unknown();
        }
        if (path.getFirst().equals("tags")) {
            // the whole rest is one ARN, also for those who do not encode its slash
            String arn = String.join("/", path.subList(1, path.size()));
            return new Route(request.method() + " tags/{}", List.of(arn));
        }
        List<String> pattern =
                IntStream.range(0, path.size())
                        .mapToObj(at -> at % 2 == 0 ? path.get(at) : "{}")
                        .toList();
        List<String> ids =
                IntStream.range(0, path.size())
                        .filter(at -> at % 2 == 1)
                        .mapToObj(path::get)
                        .toList();
        return new Route(request.method() + " " + String.join("/", pattern), ids);
    }

    String id() {
        return ids.getFirst();
    }

    /** The id after the first one. */
    String second() {
        return ids.get(1);
    }

    AwsFault unknown() {
        return new AwsFault(404, "UnknownOperationException", "FIS has no operation " + operation);
    }
}
