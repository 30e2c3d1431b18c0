import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The lag of all groups by Apache Kafka's own admin client in its calls for many groups at once. One line a sweep: milliseconds, requests,
 * groups, the sum of lags. Arguments: broker, prefix of groups, sweeps.
 */
public class JavaAdmin {
  public static void main(String[] args) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", args[0]);
    properties.put("client.id", "bench-java");
    try (Admin admin = Admin.create(properties)) {
      admin.describeCluster().nodes().get();
      for (int i = 0; i < Integer.parseInt(args[2]); i++) sweep(admin, args[1]);
    }
  }

  private static void sweep(Admin admin, String prefix) throws Exception {
    double before = requests(admin);
    long began = System.nanoTime();
    List<String> groups = new ArrayList<>();
    Map<String, ListConsumerGroupOffsetsSpec> specs = new HashMap<>();
    for (var listing : admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get()) {
      if (!listing.groupId().startsWith(prefix)) continue;
      groups.add(listing.groupId());
      specs.put(listing.groupId(), new ListConsumerGroupOffsetsSpec());
    }
    var described = admin.describeConsumerGroups(groups);
    var committed = admin.listConsumerGroupOffsets(specs).all().get();
    described.all().get();
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (var offsets : committed.values()) {
      for (TopicPartition partition : offsets.keySet()) wanted.put(partition, OffsetSpec.latest());
    }
    var ends = admin.listOffsets(wanted).all().get();
    long lag = 0;
    for (Map<TopicPartition, OffsetAndMetadata> offsets : committed.values()) {
      for (var each : offsets.entrySet()) {
        lag += Math.max(0, ends.get(each.getKey()).offset() - each.getValue().offset());
      }
    }
    double ms = (System.nanoTime() - began) / 1e6;
    System.out.println(ms + " " + (int) (requests(admin) - before) + " " + groups.size() + " " + lag);
  }

  private static double requests(Admin admin) {
    double sum = 0;
    for (var metric : admin.metrics().entrySet()) {
      if (metric.getKey().name().equals("request-total") && metric.getKey().group().equals("admin-client-metrics")) {
        sum += (Double) metric.getValue().metricValue();
      }
    }
    return sum;
  }
}
