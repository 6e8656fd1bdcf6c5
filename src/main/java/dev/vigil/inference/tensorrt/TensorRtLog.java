package dev.vigil.inference.tensorrt;

import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.jboss.logging.Logger;

/** Takes TensorRT's messages into our log. TensorRT calls it from threads of its own, as long as the process lives. */
final class TensorRtLog extends ILogger {

    private static final Logger LOG = Logger.getLogger("dev.vigil.inference.tensorrt");
    /** TensorRT keeps its address for good: were it collected, the JVM would crash. */
    private static TensorRtLog instance;

    private volatile String lastError = "no reason given";

    private TensorRtLog() {
    }

    static synchronized TensorRtLog instance() {
        if (instance == null) {
            instance = new TensorRtLog();
        }
        return instance;
    }

    /** The last error that TensorRT told: its calls give null or false, the reason comes here. */
    String lastError() {
        return lastError;
    }

    @Override
    public void log(ILogger.Severity severity, String message) {
        switch (severity.intern()) {
            case kINTERNAL_ERROR, kERROR -> {
                lastError = message.lines().findFirst().orElse(message);
                LOG.errorf("TensorRT: %s", message);
            }
            case kWARNING -> LOG.warnf("TensorRT: %s", message);
            case kINFO -> LOG.debugf("TensorRT: %s", message);
            default -> LOG.tracef("TensorRT: %s", message);
        }
    }
}
