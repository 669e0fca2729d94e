{{/* By CPU, or with KEDA by how far the service's readers are behind as well. */}}
{{- define "danggol.autoscaling" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{- $autoscaling := $settings.autoscaling -}}
{{- include "danggol.partitions" (list "autoscaling.maxReplicas" $autoscaling.maxReplicas) -}}
{{- if gt (int $autoscaling.minReplicas) (int $autoscaling.maxReplicas) }}
{{- fail (printf "autoscaling.minReplicas: %d (expected: at most maxReplicas, %d)" (int $autoscaling.minReplicas) (int $autoscaling.maxReplicas)) }}
{{- end -}}
{{- if $autoscaling.keda.enabled -}}
{{- $protocol := .Values.global.kafka.securityProtocol -}}
{{- $readers := (include "danggol.facts" . | fromYaml).readers -}}
{{- if and $readers (hasPrefix "SASL" $protocol) (not $autoscaling.keda.authenticationRef) }}
{{- fail (printf "%s: autoscaling.keda.authenticationRef: none given (expected: a TriggerAuthentication, as global.kafka.securityProtocol is %s)" .Chart.Name $protocol) }}
{{- end -}}
{{- if $readers -}}
{{- range splitList "," (include "danggol.kafka.bootstrap" .) -}}
{{- if not (contains "." .) -}}
{{- fail (printf "global.kafka.bootstrapServers: %s (expected: a name with its namespace, such as kafka.data.svc:9092, as autoscaling.keda.enabled is and KEDA asks the brokers from its own)" (trim .)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  {{- include "danggol.metadata" . | nindent 2 }}
spec:
  scaleTargetRef:
    kind: {{ include "danggol.workload" . }}
    name: {{ include "danggol.name" . }}
  minReplicaCount: {{ int $autoscaling.minReplicas }}
  maxReplicaCount: {{ int $autoscaling.maxReplicas }}
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        {{- include "danggol.scaling" $autoscaling | nindent 8 }}
  triggers:
    - type: cpu
      metricType: Utilization
      metadata:
        value: {{ $autoscaling.targetCPUUtilizationPercentage | quote }}
    {{- range $readers }}
    - type: kafka
      metadata:
        bootstrapServers: {{ include "danggol.kafka.bootstrap" $ | quote }}
        consumerGroup: {{ printf "%s-service.%s" $.Chart.Name .group | quote }}
        topic: {{ printf "%s%s" $.Values.global.kafka.topicPrefix .topic | quote }}
        lagThreshold: {{ int64 $autoscaling.keda.lagThreshold | quote }}
        {{- if hasSuffix "SSL" $protocol }}
        tls: enable
        {{- end }}
      {{- with $autoscaling.keda.authenticationRef }}
      authenticationRef:
        name: {{ . }}
      {{- end }}
    {{- end }}
{{- else -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- include "danggol.metadata" . | nindent 2 }}
  annotations:
    # KEDA takes the pods over when it is switched on: this autoscaler goes with the same upgrade, but after KEDA's has come.
    validations.keda.sh/hpa-ownership: "false"
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: {{ include "danggol.workload" . }}
    name: {{ include "danggol.name" . }}
  minReplicas: {{ int $autoscaling.minReplicas }}
  maxReplicas: {{ int $autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ int $autoscaling.targetCPUUtilizationPercentage }}
  behavior:
    {{- include "danggol.scaling" $autoscaling | nindent 4 }}
{{- end -}}
{{- end -}}

{{/* Each change of replicas moves partitions between them: not at every breath. */}}
{{- define "danggol.scaling" -}}
scaleDown:
  stabilizationWindowSeconds: {{ int .scaleDownStabilizationSeconds }}
{{- end -}}
