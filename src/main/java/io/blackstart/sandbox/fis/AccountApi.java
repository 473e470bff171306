package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.fis.Template.Account;
import io.blackstart.sandbox.fis.action.Faults;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The operations on the accounts that a template is aimed at, or that an experiment was. */
final class AccountApi {
    /** As AWS's quotas had it when they were last seen; another emulator allows 40. */
    private static final int ACCOUNTS_MAX = 10;

    private static final Limit DESCRIPTION = Limit.text(0, 512);

    private final Templates templates;
    private final Experiments experiments;

    AccountApi(Templates templates, Experiments experiments) {
        this.templates = templates;
        this.experiments = experiments;
    }

    JsonNode answer(Route route, AwsRequest request) {
        String region = request.region();
        return switch (route.operation()) {
            case "POST experimentTemplates/{}/targetAccountConfigurations/{}" ->
                    create(region, route, Body.of(request));
            case "GET experimentTemplates/{}/targetAccountConfigurations/{}" ->
                    one(find(templates.find(region, route.id()), route.second()));
            case "PATCH experimentTemplates/{}/targetAccountConfigurations/{}" ->
                    update(region, route, Body.of(request));
            case "DELETE experimentTemplates/{}/targetAccountConfigurations/{}" ->
                    delete(region, route);
            case "GET experimentTemplates/{}/targetAccountConfigurations" ->
                    all(templates.find(region, route.id()), request);
            case "GET experiments/{}/targetAccountConfigurations/{}" ->
                    one(find(started(region, route), route.second()));
            case "GET experiments/{}/targetAccountConfigurations" ->
                    all(started(region, route), request);
            default -> throw route.unknown();
        };
    }

    private Template started(String region, Route route) {
        return experiments.find(region, route.id()).given().template();
    }

    private JsonNode create(String region, Route route, Fields body) {
        Account account =
                new Account(
                        Limit.ACCOUNT.check("accountId", route.second()),
                        body.required("roleArn", Limit.ARN),
                        body.text("description", DESCRIPTION));
        var _ = body.text("clientToken", Limit.TOKEN);
        var _ =
                templates.aim(
                        region,
                        route.id(),
                        accounts -> {
                            Template template = templates.find(region, route.id());
                            return added(template, accounts, account, body.has("clientToken"));
                        });
        return one(account);
    }

    /**
     * The same configuration with a client token is the same request again, whatever its token:
     * nothing else could have made it.
     */
    private static Map<String, Account> added(
            Template template, Map<String, Account> accounts, Account account, boolean repeatable) {
        if (!template.plan().multiAccount()) {
            throw Faults.invalid(
                    "the template's accountTargeting is single-account: it takes no other account");
        }
        Account known = accounts.get(account.id());
        if (known != null && !(repeatable && known.equals(account))) {
            throw Faults.conflict("the template is aimed at " + account.id() + " already");
        }
        accounts.put(account.id(), account);
        if (accounts.size() > ACCOUNTS_MAX) {
            throw Faults.quota("a template is aimed at " + ACCOUNTS_MAX + " accounts at most");
        }
        return accounts;
    }

    private JsonNode update(String region, Route route, Fields body) {
        Optional<String> roleArn = body.text("roleArn", Limit.ARN);
        Optional<String> description = body.text("description", DESCRIPTION);
        Template updated =
                templates.aim(
                        region,
                        route.id(),
                        accounts -> {
                            Account old = find(templates.find(region, route.id()), route.second());
                            accounts.put(
                                    old.id(),
                                    new Account(
                                            old.id(),
                                            roleArn.orElse(old.roleArn()),
                                            description.or(old::description)));
                            return accounts;
                        });
        return one(find(updated, route.second()));
    }

    private JsonNode delete(String region, Route route) {
        Account deleted = find(templates.find(region, route.id()), route.second());
        var _ =
                templates.aim(
                        region,
                        route.id(),
                        accounts -> {
                            accounts.remove(deleted.id());
                            return accounts;
                        });
        return one(deleted);
    }

    private static Account find(Template template, String id) {
        Account found = template.accounts().get(id);
        if (found == null) {
            throw Faults.notFound("Target account configuration " + id + " not found.");
        }
        return found;
    }

    private static JsonNode all(Template template, AwsRequest request) {
        Collection<Account> accounts = template.accounts().values();
        return Pages.of(
                "targetAccountConfigurations",
                accounts.stream().map(AccountApi::write).toList(),
                request);
    }

    private static JsonNode one(Account account) {
        return Pages.envelope("targetAccountConfiguration", write(account));
    }

    private static ObjectNode write(Account account) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("accountId", account.id());
        node.put("roleArn", account.roleArn());
        account.description().ifPresent(text -> node.put("description", text));
        return node;
    }
}
