; The second installer for Windows; the MSI is what IT rolls out. Silent: ldcoach-VERSION-x64-setup.exe /S [/D=C:\Folder]
; Defined from outside: VERSION, PAYLOAD (the folder to install), ICON, OUTPUT, and for tests QUICK, which packs less tightly.
Target amd64-unicode
!include "x64.nsh"
!include "WordFunc.nsh"
!include "LogicLib.nsh"
!insertmacro VersionCompare
Name "LDCoach"
OutFile "${OUTPUT}"
Icon "${ICON}"
UninstallIcon "${ICON}"
RequestExecutionLevel admin
InstallDir "$PROGRAMFILES64\LDCoach"
InstallDirRegKey HKLM "SOFTWARE\LDCoach" "InstallDir"
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
ShowInstDetails nevershow
ShowUninstDetails nevershow
; A file that cannot be written stops a silent installation; the default would leave it out and say nothing.
AllowSkipFiles off
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "LDCoach"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs LDCoach"
VIAddVersionKey "LegalCopyright" "The LDCoach maintainers"
; What IT's tools take as "try again later".
!define LATER 1618
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\LDCoach"
Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; Windows lets nobody write to a program that runs.
!macro STOP_WHILE_OPEN FOLDER NAME
  ${If} ${FileExists} "${FOLDER}\${NAME}"
    ClearErrors
    FileOpen $1 "${FOLDER}\${NAME}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "LDCoach is open. Close it and begin again; nothing was changed." /SD IDOK
      SetErrorLevel ${LATER}
      Quit
    ${EndIf}
    FileClose $1
  ${EndIf}
!macroend

!macro REMOVE_PROGRAM FOLDER
  RMDir /r "${FOLDER}\_internal"
  RMDir /r "${FOLDER}\papers"
  Delete "${FOLDER}\ldcoach.exe"
  Delete "${FOLDER}\ldcoachw.exe"
  Delete "${FOLDER}\uninstall.exe"
  RMDir "${FOLDER}"
!macroend

Function .onInit
  SetRegView 64
  SetShellVarContext all
  ReadRegStr $0 HKLM "${REMOVAL}" "DisplayVersion"
  ReadRegStr $2 HKLM "SOFTWARE\LDCoach" "InstallDir"
  ${If} $0 == ""
  ${AndIf} $2 != ""
    MessageBox MB_OK|MB_ICONSTOP "LDCoach was installed by its MSI. Upgrade it by the newer MSI, or remove it first." /SD IDOK
    SetErrorLevel 1638
    Quit
  ${EndIf}
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_OK|MB_ICONSTOP "A newer LDCoach ($0) is installed. It stays as it is." /SD IDOK
      SetErrorLevel 1638
      Quit
    ${EndIf}
  ${EndIf}
  !insertmacro STOP_WHILE_OPEN "$INSTDIR" "ldcoach.exe"
  !insertmacro STOP_WHILE_OPEN "$INSTDIR" "ldcoachw.exe"
  ${If} $2 != ""
    !insertmacro STOP_WHILE_OPEN "$2" "ldcoach.exe"
    !insertmacro STOP_WHILE_OPEN "$2" "ldcoachw.exe"
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
  !insertmacro STOP_WHILE_OPEN "$INSTDIR" "ldcoach.exe"
  !insertmacro STOP_WHILE_OPEN "$INSTDIR" "ldcoachw.exe"
FunctionEnd

Section
  ; What an older version left must not stay, wherever it was installed.
  ReadRegStr $0 HKLM "SOFTWARE\LDCoach" "InstallDir"
  ${If} $0 != ""
    !insertmacro REMOVE_PROGRAM "$0"
  ${EndIf}
  !insertmacro REMOVE_PROGRAM "$INSTDIR"
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\LDCoach.lnk" "$INSTDIR\ldcoachw.exe"
  WriteRegStr HKLM "SOFTWARE\LDCoach" "InstallDir" "$INSTDIR"
  WriteRegStr HKLM "SOFTWARE\LDCoach" "Version" "${VERSION}"
  WriteRegStr HKLM "SOFTWARE\Classes\.ldpack" "" "LDCoach.Pack"
  WriteRegStr HKLM "SOFTWARE\Classes\LDCoach.Pack" "" "LDCoach content pack"
  WriteRegStr HKLM "SOFTWARE\Classes\LDCoach.Pack\DefaultIcon" "" "$INSTDIR\ldcoachw.exe,0"
  WriteRegStr HKLM "SOFTWARE\Classes\LDCoach.Pack\shell\open\command" "" '"$INSTDIR\ldcoachw.exe" "%1"'
  WriteRegStr HKLM "SOFTWARE\Classes\.ldhandover" "" "LDCoach.Handover"
  WriteRegStr HKLM "SOFTWARE\Classes\LDCoach.Handover" "" "LDCoach handover"
  WriteRegStr HKLM "SOFTWARE\Classes\LDCoach.Handover\DefaultIcon" "" "$INSTDIR\ldcoachw.exe,0"
  WriteRegStr HKLM "SOFTWARE\Classes\LDCoach.Handover\shell\open\command" "" '"$INSTDIR\ldcoachw.exe" "%1"'
  WriteRegStr HKLM "${REMOVAL}" "DisplayName" "LDCoach"
  WriteRegStr HKLM "${REMOVAL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${REMOVAL}" "DisplayIcon" "$INSTDIR\ldcoachw.exe"
  WriteRegStr HKLM "${REMOVAL}" "Publisher" "The LDCoach maintainers"
  WriteRegStr HKLM "${REMOVAL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${REMOVAL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${REMOVAL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${REMOVAL}" "NoModify" 1
  WriteRegDWORD HKLM "${REMOVAL}" "NoRepair" 1
SectionEnd

Section Uninstall
  ; Records are in the users' own folders and stay; so do IT's settings under SOFTWARE\Policies.
  !insertmacro REMOVE_PROGRAM "$INSTDIR"
  Delete "$SMPROGRAMS\LDCoach.lnk"
  DeleteRegKey HKLM "SOFTWARE\Classes\LDCoach.Pack"
  DeleteRegKey HKLM "SOFTWARE\Classes\.ldpack"
  DeleteRegKey HKLM "SOFTWARE\Classes\LDCoach.Handover"
  DeleteRegKey HKLM "SOFTWARE\Classes\.ldhandover"
  DeleteRegKey HKLM "SOFTWARE\LDCoach"
  DeleteRegKey HKLM "${REMOVAL}"
SectionEnd
