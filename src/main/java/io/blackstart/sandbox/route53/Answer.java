package io.blackstart.sandbox.route53;

import java.util.List;

/**
 * What an operation answers.
 *
 * @param created path of what was created, below the API's version, or the empty string
 */
record Answer(int status, String created, XmlNode body) {
    static Answer of(String name, XmlNode... children) {
        return of(name, List.of(children));
    }

    static Answer of(String name, List<XmlNode> children) {
        return new Answer(200, "", XmlNode.of(name, children));
    }
}
