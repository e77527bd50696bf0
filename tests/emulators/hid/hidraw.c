/* /dev/hidrawN: open, read, write, ioctl and fstat of emulated devices; everything else goes to the C library. */
#define _GNU_SOURCE
#include "hidshim.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/hidraw.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#define MAX_FD 4096
#define MAX_REPORT 16384 /* HID_MAX_BUFFER_SIZE of the kernel */

static struct {
  ino_t inode; /* 0: not ours */
  int number;
} opened[MAX_FD];

const char *shim_folder(void) { return getenv("HIDSHIM_DIR"); }

int shim_load(int number, const char *name, char *out, size_t capacity) {
  char path[512];
  snprintf(path, sizeof path, "%s/hidraw%d/%s", shim_folder(), number, name);
  int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  int length = syscall(SYS_read, fd, out, capacity);
  close(fd);
  return length;
}

/* "/dev/hidrawN" gives N, anything else -1. */
static int number_of(const char *path) {
  int number, used = 0;
  if (!path || !shim_folder()) return -1;
  return sscanf(path, "/dev/hidraw%d%n", &number, &used) == 1 && !path[used] ? number : -1;
}

/* A descriptor may have been closed and used again without our seeing it: its inode tells. */
static int is_ours(int fd) {
  struct stat status;
  if (fd < 0 || fd >= MAX_FD || !opened[fd].inode) return 0;
  if (!syscall(SYS_fstat, fd, &status) && S_ISSOCK(status.st_mode) && status.st_ino == opened[fd].inode) return 1;
  opened[fd].inode = 0;
  return 0;
}

static int dial(int number) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "%s/hidraw%d/sock", shim_folder(), number);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  if (connect(fd, (void *)&address, sizeof address)) {
    int error = errno == ECONNREFUSED ? ENODEV : errno;
    close(fd);
    errno = error;
    return -1;
  }
  return fd;
}

static int send_frame(int fd, char kind, const void *payload, size_t length) {
  uint8_t head[3] = {kind, length & 255, length >> 8};
  struct iovec parts[2] = {{head, 3}, {(void *)payload, length}};
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  if (sendmsg(fd, &message, MSG_NOSIGNAL) == (ssize_t)(length + 3)) return 0;
  errno = EIO;
  return -1;
}

/* EAGAIN where nothing waits on a non-blocking descriptor; EIO where the device is gone. */
static ssize_t receive_frame(int fd, void *payload, size_t capacity) {
  uint8_t head[3], skipped;
  ssize_t first = recv(fd, head, 1, 0);
  if (first != 1 || recv(fd, head + 1, 2, MSG_WAITALL) != 2) {
    if (first >= 0) errno = EIO;
    return -1;
  }
  size_t length = head[1] | head[2] << 8, taken = length < capacity ? length : capacity;
  if (taken && recv(fd, payload, taken, MSG_WAITALL) != (ssize_t)taken) {
    errno = EIO;
    return -1;
  }
  /* hidraw cuts what does not fit */
  for (size_t i = taken; i < length; i++)
    if (recv(fd, &skipped, 1, 0) != 1) break;
  return taken;
}

static int open_device(int number, int flags) {
  char denied[16] = "";
  if (shim_load(number, "deny", denied, sizeof denied - 1) > 0) {
    errno = atoi(denied);
    return -1;
  }
  struct stat status;
  int fd = dial(number);
  if (fd < 0) return -1;
  if (fd >= MAX_FD || syscall(SYS_fstat, fd, &status)) {
    close(fd);
    errno = EMFILE;
    return -1;
  }
  if (flags & O_NONBLOCK) fcntl(fd, F_SETFL, O_NONBLOCK);
  opened[fd].number = number;
  opened[fd].inode = status.st_ino;
  return fd;
}

/* /sys/class/hidraw/hidrawN/device/… of an emulated device stands in its own folder. */
static const char *redirected(const char *path, char *room, size_t size) {
  static const char prefix[] = "/sys/class/hidraw/";
  char found[512];
  if (!path || !shim_folder() || strncmp(path, prefix, sizeof prefix - 1)) return path;
  snprintf(found, sizeof found, "%s/%s", shim_folder(), path + sizeof prefix - 1);
  if (syscall(SYS_faccessat, AT_FDCWD, found, F_OK)) return path;
  snprintf(room, size, "%s", found);
  return room;
}

#define OPEN(name)                                                                                            \
  int name(const char *path, int flags, ...) {                                                                \
    char room[512];                                                                                           \
    va_list list;                                                                                             \
    va_start(list, flags);                                                                                    \
    mode_t mode = va_arg(list, mode_t);                                                                       \
    va_end(list);                                                                                             \
    int number = number_of(path);                                                                             \
    return number >= 0 ? open_device(number, flags)                                                           \
                       : REAL(name)(redirected(path, room, sizeof room), flags, mode);                        \
  }
OPEN(open)
OPEN(open64)

ssize_t read(int fd, void *out, size_t size) {
  return is_ours(fd) ? receive_frame(fd, out, size) : REAL(read)(fd, out, size);
}

ssize_t write(int fd, const void *in, size_t size) {
  if (!is_ours(fd)) return REAL(write)(fd, in, size);
  if (size > MAX_REPORT) {
    errno = EINVAL;
    return -1;
  }
  return send_frame(fd, 'O', in, size) ? -1 : (ssize_t)size;
}

static int feature(int number, int set, void *report, size_t size) {
  char answer[MAX_REPORT];
  int fd = dial(number), length;
  if (fd < 0) return -1;
  if (send_frame(fd, set ? 'S' : 'G', report, set ? size : 1)) length = -1;
  else length = set ? receive_frame(fd, answer, sizeof answer) : receive_frame(fd, report, size);
  close(fd);
  if (length < 0) errno = EPIPE; /* the endpoint stalled */
  return length < 0 ? -1 : set ? (int)size : length;
}

static int name_value(const char *uevent, const char *key, char *out, size_t size) {
  const char *value = strstr(uevent, key);
  if (!value) return -1;
  value += strlen(key);
  return snprintf(out, size, "%.*s", (int)strcspn(value, "\n"), value) + 1;
}

int ioctl(int fd, unsigned long request, ...) {
  va_list list;
  va_start(list, request);
  void *argument = va_arg(list, void *);
  va_end(list);
  if (!is_ours(fd)) return REAL(ioctl)(fd, request, argument);

  int number = opened[fd].number, length;
  size_t size = _IOC_SIZE(request);
  char text[HID_MAX_DESCRIPTOR_SIZE] = "";
  if (request == HIDIOCGRDESCSIZE) {
    length = shim_load(number, "device/report_descriptor", text, sizeof text);
    if (length >= 0) *(int *)argument = length;
    if (length < 0) errno = ENODEV;
    return length < 0 ? -1 : 0;
  }
  if (request == HIDIOCGRDESC) {
    struct hidraw_report_descriptor *wanted = argument;
    size_t room = wanted->size < sizeof text ? wanted->size : sizeof text;
    length = shim_load(number, "device/report_descriptor", (char *)wanted->value, room);
    if (length < 0) errno = ENODEV;
    return length < 0 ? -1 : 0;
  }
  if (_IOC_NR(request) == 6 || _IOC_NR(request) == 7) return feature(number, _IOC_NR(request) == 6, argument, size);
  if (shim_load(number, "device/uevent", text, sizeof text - 1) >= 0) {
    switch (_IOC_NR(request)) {
    case 3: {
      struct hidraw_devinfo *info = argument;
      unsigned bus, vendor, product;
      const char *id = strstr(text, "HID_ID=");
      if (!id || sscanf(id + 7, "%x:%x:%x", &bus, &vendor, &product) != 3) break;
      info->bustype = bus, info->vendor = vendor, info->product = product;
      return 0;
    }
    case 4: return name_value(text, "HID_NAME=", argument, size);
    case 5: return name_value(text, "HID_PHYS=", argument, size);
    case 8: return name_value(text, "HID_UNIQ=", argument, size);
    }
  }
  errno = EINVAL;
  return -1;
}

/* hidapi asks fstat for the device number and looks that up in udev. */
static int as_character_device(int fd, mode_t *mode, dev_t *device) {
  *mode = S_IFCHR | 0600;
  *device = makedev(DEVICE_MAJOR, opened[fd].number);
  return 0;
}

int fstat64(int fd, struct stat64 *status) {
  int result = syscall(SYS_fstat, fd, status);
  return result || !is_ours(fd) ? result : as_character_device(fd, &status->st_mode, &status->st_rdev);
}

int __fxstat64(int version, int fd, struct stat64 *status) {
  (void)version;
  return fstat64(fd, status);
}
