{{/* Lets through what a service has to do with others, and nothing else. */}}
{{- define "danggol.networkPolicy" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{- $policy := $settings.networkPolicy -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "danggol.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "danggol.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    # Storefronts, the shop's servers, staff and providers, all by way of the gateway.
    - from:
        {{- toYaml $policy.gateway | nindent 8 }}
      ports:
        - port: http
    # Metrics.
    - from:
        {{- toYaml $policy.monitoring | nindent 8 }}
      ports:
        - port: http
    {{- range $caller, $facts := include "danggol.allFacts" . | fromYaml }}
    {{- if has $.Chart.Name ($facts.calls | default list) }}
    - from:
        - podSelector:
            matchLabels:
              {{- include "danggol.selectorOf" (list $ $caller) | nindent 14 }}
      ports:
        - port: http
    {{- end }}
    {{- end }}
    # `helm test`.
    - from:
        - podSelector:
            matchLabels:
              {{- include "danggol.selectorOf" (list . "test") | nindent 14 }}
      ports:
        - port: http
  egress:
    # Names.
    - to:
        - namespaceSelector: {}
      ports:
        - port: 53
          protocol: UDP
        - port: 53
          protocol: TCP
    {{- range $callee := (include "danggol.facts" . | fromYaml).calls }}
    - to:
        - podSelector:
            matchLabels:
              {{- include "danggol.selectorOf" (list $ $callee) | nindent 14 }}
      ports:
        - port: http
    {{- end }}
    {{- $needs := list "kafka" "oidc" }}
    {{- if $settings.database }}{{ $needs = append $needs "postgresql" }}{{ end }}
    {{- if (include "danggol.facts" . | fromYaml).redis }}{{ $needs = append $needs "redis" }}{{ end }}
    {{- if .Values.global.tracing.enabled }}{{ $needs = append $needs "tracing" }}{{ end }}
    {{- if eq .Chart.Name "campaign" }}{{ $needs = concat $needs (list "mail" "providers") }}{{ end }}
    {{- range $need := $needs }}
    {{- $way := get $.Values.global.egress $need }}
    # {{ $need }}
    - ports:
        {{- range $way.ports }}
        - port: {{ int . }}
          protocol: TCP
        {{- end }}
      {{- with $way.to }}
      to:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
    {{- with $policy.extraEgress }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}
