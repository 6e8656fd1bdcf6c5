package dev.vigil.rehearsal.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.time.TimeSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the camera does when it is commanded: above all, its siren. Guarded by the camera. */
final class Device {

    private static final int UNSUPPORTED = -40106;
    private static final int NO_SUCH_METHOD = -40210;
    private static final int BAD_ARGUMENTS = -40209;

    private final String name;
    private final TapoFaults faults;
    private final TimeSource time;
    private final List<SirenSounded> diary = new ArrayList<>();
    /** Until when each command makes it sound; Long.MAX_VALUE for until it is stopped. */
    private final Map<AlarmCommand, Long> sounding = new EnumMap<>(AlarmCommand.class);

    Device(String name, TapoFaults faults, TimeSource time) {
        this.name = name;
        this.faults = faults;
        this.time = time;
    }

    List<SirenSounded> diary() {
        return List.copyOf(diary);
    }

    boolean sounds() {
        return sounding.values().stream().anyMatch(until -> until == Long.MAX_VALUE || time.nanos() - until < 0);
    }

    JsonNode answer(JsonNode command, TapoFirmware firmware, long arrived) {
        String method = command.path("method").asText();
        if (method.equals("multipleRequest")) {
            return multiple(command.path("params").path("requests"), firmware, arrived);
        }
        JsonNode alarm = command.path("msg_alarm");
        if (method.equals("do") && alarm.has("manual_msg_alarm")) {
            return startOrStop(AlarmCommand.MANUAL_MSG_ALARM, alarm.path("manual_msg_alarm"), firmware, arrived);
        }
        if (method.equals("do") && alarm.has("manual_alarm")) {
            return startOrStop(AlarmCommand.MANUAL_ALARM, alarm.path("manual_alarm"), firmware, arrived);
        }
        return Reply.error(NO_SUCH_METHOD);
    }

    /** Each in its turn, until one fails. */
    private JsonNode multiple(JsonNode requests, TapoFirmware firmware, long arrived) {
        ObjectNode answer = Reply.MAPPER.createObjectNode();
        ArrayNode responses = (firmware.bareResults() ? answer : answer.putObject("result")).putArray("responses");
        for (JsonNode request : requests) {
            String method = request.path("method").asText();
            ObjectNode response = one(method, request.path("params"), firmware, arrived);
            responses.add(response.put("method", method));
            if (response.path("error_code").asInt() != 0) {
                break;
            }
        }
        return answer.put("error_code", 0);
    }

    private ObjectNode one(String method, JsonNode params, TapoFirmware firmware, long arrived) {
        switch (method) {
            case "getDeviceInfo":
                ObjectNode answer = Reply.error(0);
                answer.putObject("result").putObject("device_info").putObject("basic_info")
                        .put("device_type", "SMART.IPCAMERA").put("device_model", "C200").put("device_alias", name)
                        .put("sw_version", firmware.version()).put("hw_version", "1.0");
                return answer;
            case "setSirenStatus":
                String status = params.path("msg_alarm").path("status").asText();
                return status.equals("on") || status.equals("off")
                        ? alarm(AlarmCommand.SET_SIREN_STATUS, status.equals("on"), firmware, arrived)
                        : Reply.error(BAD_ARGUMENTS);
            case "testUsrDefAudio":
                JsonNode test = params.path("msg_alarm").path("test_usr_def_audio");
                boolean stop = test.path("action").asText().equals("stop");
                return stop || test.has("id") && test.path("force").asText().equals("1")
                        ? alarm(AlarmCommand.TEST_USR_DEF_AUDIO, !stop, firmware, arrived)
                        : Reply.error(BAD_ARGUMENTS);
            default:
                return Reply.error(NO_SUCH_METHOD);
        }
    }

    private ObjectNode startOrStop(AlarmCommand command, JsonNode argument, TapoFirmware firmware, long arrived) {
        String action = argument.path("action").asText();
        return action.equals("start") || action.equals("stop")
                ? alarm(command, action.equals("start"), firmware, arrived) : Reply.error(BAD_ARGUMENTS);
    }

    private ObjectNode alarm(AlarmCommand command, boolean start, TapoFirmware firmware, long arrived) {
        if (!firmware.understood().contains(command)) {
            return Reply.error(command == AlarmCommand.SET_SIREN_STATUS ? NO_SUCH_METHOD : UNSUPPORTED);
        }
        if (faults.alarmError() != 0) {
            return Reply.error(faults.alarmError());
        }
        diary.add(new SirenSounded(command, start, arrived));
        if (start) {
            sounding.put(command, command.lasts().map(lasts -> time.nanos() + lasts.toNanos()).orElse(Long.MAX_VALUE));
        } else {
            sounding.remove(command);
        }
        ObjectNode answer = Reply.error(0);
        return start && command == AlarmCommand.MANUAL_ALARM ? answer.put("timer", 30) : answer;
    }
}
