/**
 * What every room does alike with files: name one by its content, write one so that it is there as a whole, and make
 * a JPEG. It knows bytes and paths, and nothing of what they mean; it depends on no other room.
 */
package dev.vigil.file;
