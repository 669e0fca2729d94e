{{/* A Deployment; a StatefulSet where pods keep something. */}}
{{- define "danggol.deployment" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{- $kind := include "danggol.workload" . -}}
apiVersion: apps/v1
kind: {{ $kind }}
metadata:
  {{- include "danggol.metadata" . | nindent 2 }}
  {{- with $settings.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- if not $settings.autoscaling.enabled }}
  {{- include "danggol.partitions" (list "replicaCount" $settings.replicaCount) }}
  replicas: {{ int $settings.replicaCount }}
  {{- end }}
  revisionHistoryLimit: 5
  {{- if eq $kind "StatefulSet" }}
  serviceName: {{ include "danggol.name" . }}
  podManagementPolicy: Parallel
  updateStrategy:
    type: RollingUpdate
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Delete
    whenScaled: Delete
  volumeClaimTemplates:
    - metadata:
        name: snapshots
      spec:
        accessModes: [ReadWriteOnce]
        {{- with $settings.snapshots.persistence.storageClass }}
        storageClassName: {{ . }}
        {{- end }}
        resources:
          requests:
            storage: {{ $settings.snapshots.size }}
  {{- else }}
  progressDeadlineSeconds: {{ int $settings.progressDeadlineSeconds }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
  {{- end }}
  selector:
    matchLabels:
      {{- include "danggol.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "danggol.labels" . | nindent 8 }}
        {{- with $settings.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      annotations:
        danggol.io/configuration: {{ include "danggol.configuration" . | sha256sum }}
        {{- with $settings.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ include "danggol.serviceAccountName" . }}
      {{- include "danggol.podSpec" . | nindent 6 }}
      terminationGracePeriodSeconds: {{ int $settings.terminationGracePeriodSeconds }}
      {{- if and $settings.database (eq .Values.global.migrations.by "initContainer") }}
      initContainers:
        - name: migrate
          {{- include "danggol.migrate" . | nindent 10 }}
      {{- end }}
      containers:
        - name: {{ .Chart.Name }}
          {{- include "danggol.container" . | nindent 10 }}
          {{- include "danggol.environment" . | nindent 10 }}
          ports:
            - name: http
              containerPort: 8080
              protocol: TCP
          startupProbe:
            {{- include "danggol.probe" (list "started" $settings.startupProbe) | nindent 12 }}
          readinessProbe:
            {{- include "danggol.probe" (list "ready" $settings.readinessProbe) | nindent 12 }}
          livenessProbe:
            {{- include "danggol.probe" (list "live" $settings.livenessProbe) | nindent 12 }}
          {{- with int $settings.preStopSeconds }}
          {{- if ge . (int $settings.terminationGracePeriodSeconds) }}
          {{- fail (printf "preStopSeconds: %d (expected: less than terminationGracePeriodSeconds, %d)" . (int $settings.terminationGracePeriodSeconds)) }}
          {{- end }}
          # While this waits, routers stop sending new calls; then the service answers what it has and ends.
          lifecycle:
            preStop:
              sleep:
                seconds: {{ . }}
          {{- end }}
          resources:
            {{- toYaml $settings.resources | nindent 12 }}
{{- end -}}

{{/* Fails for more replicas than a topic has partitions: the rest would stand idle. */}}
{{- define "danggol.partitions" -}}
{{- if gt (int (index . 1)) 12 }}
{{- fail (printf "%s: %d (expected: at most 12, as a topic has 12 partitions)" (index . 0) (int (index . 1))) }}
{{- end }}
{{- end -}}

{{/* What Deployment and migration Job say of their pods alike. */}}
{{- define "danggol.podSpec" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.global.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  {{- toYaml $settings.podSecurityContext | nindent 2 }}
{{- with $settings.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $settings.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $settings.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $settings.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if $settings.topologySpread.enabled }}
topologySpreadConstraints:
  {{- range $key := $settings.topologySpread.keys }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: {{ $settings.topologySpread.whenUnsatisfiable }}
    labelSelector:
      matchLabels:
        {{- include "danggol.selector" $ | nindent 8 }}
    matchLabelKeys: [{{ ternary "controller-revision-hash" "pod-template-hash" (eq (include "danggol.workload" $) "StatefulSet") }}]
  {{- end }}
{{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: {{ $settings.tmpSize }}
  {{- if and $settings.snapshots (include "danggol.snapshots" .) (or .migrating (eq (include "danggol.workload" .) "Deployment")) }}
  - name: snapshots
    emptyDir:
      sizeLimit: {{ $settings.snapshots.size }}
  {{- end }}
  {{- if $settings.policy }}
  {{- if $settings.policy.configMap }}
  - name: policy
    configMap:
      name: {{ $settings.policy.configMap }}
  {{- end }}
  {{- end }}
  {{- range $server, $secret := include "danggol.authorities" . | fromYaml }}
  - name: {{ $server }}-ca
    secret:
      secretName: {{ $secret }}
  {{- end }}
  {{- with $settings.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* What runs the pods of a service. */}}
{{- define "danggol.workload" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{- ternary "StatefulSet" "Deployment" (and (include "danggol.snapshots" . | ne "") (dig "snapshots" "persistence" "enabled" false $settings)) -}}
{{- end -}}

{{/* The folder of recommendation-service's snapshots; empty without. */}}
{{- define "danggol.snapshots" -}}
{{- dig "config" "recommendation" "snapshots" "" (include "danggol.settings" . | fromJson) -}}
{{- end -}}

{{/* The Secrets with the certificate authorities of the servers that a service speaks to. */}}
{{- define "danggol.authorities" -}}
{{- $servers := list "kafka" "oidc" -}}
{{- if (include "danggol.settings" . | fromJson).database }}{{ $servers = append $servers "postgresql" }}{{ end -}}
{{- if (include "danggol.facts" . | fromYaml).redis }}{{ $servers = append $servers "redis" }}{{ end -}}
{{- $authorities := dict -}}
{{- range $server := $servers }}
{{- with (get $.Values.global $server).caSecret.name }}{{ $_ := set $authorities $server . }}{{ end -}}
{{- end -}}
{{- toYaml $authorities -}}
{{- end -}}

{{/* Image, rights and folders of a service's containers. */}}
{{- define "danggol.container" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{- $own := dict "repository" ($settings.image.repository | default (printf "danggol/%s-service" .Chart.Name)) "tag" (printf "%s%s" ($settings.image.tag | default .Chart.AppVersion) $settings.image.tagSuffix) -}}
{{- $image := merge $own $settings.image -}}
image: {{ include "danggol.image" (list . $image) }}
imagePullPolicy: {{ $settings.image.pullPolicy }}
securityContext:
  {{- toYaml $settings.securityContext | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- if and $settings.snapshots (include "danggol.snapshots" .) }}
  - name: snapshots
    mountPath: {{ include "danggol.snapshots" . }}
  {{- end }}
  {{- if $settings.policy }}
  {{- if $settings.policy.configMap }}
  - name: policy
    mountPath: /etc/danggol/policy
    readOnly: true
  {{- end }}
  {{- end }}
  {{- range $server, $_ := include "danggol.authorities" . | fromYaml }}
  - name: {{ $server }}-ca
    mountPath: /etc/danggol/{{ $server }}-ca
    readOnly: true
  {{- end }}
  {{- with $settings.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "danggol.environmentFrom" -}}
envFrom:
  - configMapRef:
      name: {{ include "danggol.nameOf" (list . (ternary (printf "%s-migrate" .Chart.Name) .Chart.Name (.migrating | default false))) }}
  {{- with (include "danggol.settings" . | fromJson).envFrom }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "danggol.environment" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{ include "danggol.environmentFrom" . }}
env:
  {{- include "danggol.secretVariables" . | trim | nindent 2 }}
  {{- with include "danggol.brokerVariables" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- with $settings.env }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* Takes a list of the check's name and its settings. */}}
{{- define "danggol.probe" -}}
httpGet:
  path: /q/health/{{ index . 0 }}
  port: http
{{- with index . 1 }}
periodSeconds: {{ int .periodSeconds }}
timeoutSeconds: {{ int .timeoutSeconds }}
failureThreshold: {{ int .failureThreshold }}
{{- end }}
{{- end -}}
