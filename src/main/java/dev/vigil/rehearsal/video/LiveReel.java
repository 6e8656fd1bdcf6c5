package dev.vigil.rehearsal.video;

import java.time.Instant;

/** Pictures encoded while the feed runs. A key picture that is wanted comes at once. */
final class LiveReel implements Reel {

    private final PictureSource source;
    private final H264Encoder encoder;
    private final byte[] parameterSets;
    private boolean keyWanted;

    /** Takes the source over: it is closed with the reel, also where this fails. */
    LiveReel(PictureSource source) {
        this.source = source;
        try {
            encoder = new H264Encoder(source.width(), source.height(), source.rate());
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
        parameterSets = encoder.parameterSets();
    }

    @Override
    public double rate() {
        return source.rate();
    }

    @Override
    public byte[] parameterSets() {
        return parameterSets.clone();
    }

    @Override
    public AccessUnit next(long number, boolean key, Instant captured) {
        keyWanted |= key;
        double seconds = number / source.rate();
        source.next(seconds, encoder.picture());
        H264Encoder.Encoded encoded = encoder.encode(Math.round(seconds * 1000), keyWanted);
        if (encoded == null) {
            return null;
        }
        keyWanted = false;
        return new AccessUnit(encoded.key() ? behindParameterSets(encoded.bytes()) : encoded.bytes(), encoded.key(),
            captured);
    }

    private byte[] behindParameterSets(byte[] picture) {
        byte[] all = new byte[parameterSets.length + picture.length];
        System.arraycopy(parameterSets, 0, all, 0, parameterSets.length);
        System.arraycopy(picture, 0, all, parameterSets.length, picture.length);
        return all;
    }

    @Override
    public void close() {
        encoder.close();
        source.close();
    }
}
