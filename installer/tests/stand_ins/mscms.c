/* For tests under Wine only, never shipped: Wine's own lacks one function that Qt asks for. No screen has a colour profile. */
#include <windows.h>

__declspec(dllexport) HANDLE WINAPI OpenColorProfileW(PVOID profile, DWORD access, DWORD share, DWORD mode) {
    (void)profile, (void)access, (void)share, (void)mode;
    SetLastError(ERROR_FILE_NOT_FOUND);
    return NULL;
}
__declspec(dllexport) BOOL WINAPI CloseColorProfile(HANDLE profile) { return profile == NULL; }
__declspec(dllexport) BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, PBYTE bytes, PDWORD size) {
    (void)profile, (void)bytes, (void)size;
    return FALSE;
}
__declspec(dllexport) HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options) {
    (void)profile, (void)options;
    return NULL;
}
