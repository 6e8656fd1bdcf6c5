/**
 * The two things about files that every room does alike: name one by its content, and write one so that it is there as
 * a whole. It knows bytes and paths, and nothing of what they mean; it depends on no other room.
 */
package dev.vigil.file;
