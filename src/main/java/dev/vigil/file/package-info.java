/**
 * What every room does alike with files: name one by its content, write one so that it is there as a whole, make a
 * JPEG, and sweep up what killed processes left. It knows bytes and paths, and nothing of what they mean; it depends on no other room.
 */
package dev.vigil.file;
