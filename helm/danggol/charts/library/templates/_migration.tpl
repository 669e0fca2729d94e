{{/*
Migrations: the service's own image brings its database up to date and ends. Flyway locks the database meanwhile, so of
several that start at once one migrates and the others find it done. Migrations only add, so that pods of the release
before go on beside them.
*/}}
{{- define "danggol.migrate" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{ include "danggol.container" . }}
{{- /* All of it here, as a hook runs before the release's ConfigMap is there. */}}
env:
  {{- $configuration := include "danggol.configuration" . | fromYaml }}
  {{- range $settings.env }}{{ $_ := unset $configuration .name }}{{ end }}
  {{- range $name, $value := mergeOverwrite $configuration (dict "QUARKUS_INIT_AND_EXIT" "true" "QUARKUS_FLYWAY_MIGRATE_AT_START" "true") }}
  - name: {{ $name }}
    value: {{ $value | quote }}
  {{- end }}
  {{- include "danggol.secretVariables" . | trim | nindent 2 }}
  {{- with $settings.env }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with $settings.envFrom }}
envFrom:
  {{- toYaml . | nindent 2 }}
{{- end }}
resources:
  {{- toYaml .Values.global.migrations.resources | nindent 2 }}
{{- end -}}

{{/* Only for databases that stand before the release does: hooks run before anything else of it. */}}
{{- define "danggol.migrationJob" -}}
{{- if or .Values.global.trial.enabled .Values.global.cloudNativePg.enabled }}
{{- fail "global.migrations.by: job (expected: initContainer, as this release brings the database itself)" }}
{{- end }}
{{- if or .Values.global.secrets.create .Values.global.secrets.externalSecret.enabled }}
{{- fail "global.migrations.by: job (expected: initContainer, or global.secrets.existingSecret: the Secret must stand before the release does)" }}
{{- end }}
{{- $settings := include "danggol.settings" . | fromJson -}}
apiVersion: batch/v1
kind: Job
metadata:
  {{- include "danggol.metadataOf" (list . (printf "%s-migrate" .Chart.Name)) | nindent 2 }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-weight: "0"
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  backoffLimit: 3
  activeDeadlineSeconds: {{ int .Values.global.migrations.activeDeadlineSeconds }}
  template:
    metadata:
      labels:
        {{- include "danggol.labelsOf" (list . (printf "%s-migration" .Chart.Name)) | nindent 8 }}
    spec:
      {{- include "danggol.podSpec" (merge (dict "migrating" true) .) | nindent 6 }}
      restartPolicy: Never
      containers:
        - name: migrate
          {{- include "danggol.migrate" . | nindent 10 }}
{{- end -}}
