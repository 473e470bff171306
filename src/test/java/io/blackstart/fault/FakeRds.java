package io.blackstart.fault;

import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;
import software.amazon.awssdk.services.rds.model.DescribeGlobalClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeGlobalClustersResponse;
import software.amazon.awssdk.services.rds.model.GlobalCluster;
import software.amazon.awssdk.services.rds.model.GlobalClusterMember;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.StartDbClusterRequest;
import software.amazon.awssdk.services.rds.model.StartDbClusterResponse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** RDS with the one cluster orders, which goes through given states, one at each look. */
final class FakeRds implements RdsClient {
    static final String ARN = "arn:aws:rds:me-south-1:123456789012:cluster:orders";

    final List<String> calls = new ArrayList<>();
    final Deque<String> states = new ArrayDeque<>();
    Consumer<DBCluster.Builder> more = _ -> {};
    List<String> globalMembers = List.of();
    boolean silent;
    boolean raced;

    FakeRds(String... states) {
        this.states.addAll(List.of(states));
    }

    @Override
    public DescribeDbClustersResponse describeDBClusters(DescribeDbClustersRequest request) {
        answer("describe");
        if (!request.dbClusterIdentifier().equals("orders")) {
            throw DbClusterNotFoundException.builder().message("no such cluster").build();
        }
        String status = states.size() > 1 ? states.removeFirst() : states.getFirst();
        DBCluster.Builder cluster =
                DBCluster.builder().dbClusterIdentifier("orders").dbClusterArn(ARN).status(status);
        more.accept(cluster);
        return DescribeDbClustersResponse.builder().dbClusters(cluster.build()).build();
    }

    @Override
    public DescribeGlobalClustersResponse describeGlobalClusters(
            DescribeGlobalClustersRequest request) {
        answer("describeGlobal");
        return DescribeGlobalClustersResponse.builder()
                .globalClusters(
                        globalMembers.isEmpty()
                                ? List.of()
                                : List.of(
                                        GlobalCluster.builder()
                                                .globalClusterIdentifier("shop")
                                                .globalClusterMembers(
                                                        globalMembers.stream()
                                                                .map(FakeRds::member)
                                                                .toList())
                                                .build()))
                .build();
    }

    private static GlobalClusterMember member(String arn) {
        return GlobalClusterMember.builder().dbClusterArn(arn).build();
    }

    @Override
    public StartDbClusterResponse startDBCluster(StartDbClusterRequest request) {
        answer("start " + request.dbClusterIdentifier());
        if (raced) {
            throw InvalidDbClusterStateException.builder().message("it starts already").build();
        }
        return StartDbClusterResponse.builder().build();
    }

    private void answer(String call) {
        calls.add(call);
        if (silent) {
            throw RdsException.builder().message("access denied").build();
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
